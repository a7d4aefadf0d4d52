/// Invented news in the languages that have a lexicon, with the things that part words and sentences differently: figures,
/// apostrophes, hyphens, brackets, quotation marks, abbreviations.
public enum InventedCopy {
  /// At least twelve words each.
  public static let byLanguage: [String: String] = [
    "ar":
      "قال رئيس البلدية إن الجسر الجديد سيفتح أمام السيارات يوم الاثنين، بعد تأخير دام 14 شهرا. وأضاف: «لن ننتظر أكثر من ذلك». هل يكفي مبلغ 2.5 مليون؟",
    "bg":
      "Кметът на града каза в понеделник, че новият мост ще бъде открит след 3,5 месеца. „Няма да чакаме повече“, добави той; хората обаче не са сигурни, че това е така.",
    "cs":
      "Starosta města v pondělí řekl, že nový most přes řeku bude otevřen až za 3,5 měsíce. „Déle už čekat nebudeme,“ dodal, ale lidé tomu podle deníku nevěří.",
    "de":
      "Der Bürgermeister sagte am Montag, die neue Brücke werde erst in 3,5 Monaten geöffnet. „Länger warten wir nicht“, fügte er hinzu, z. B. wegen der 1.500 Pendler; die Bahn-Strecke bleibt gesperrt. Am 4. Mai geht’s weiter.",
    "el":
      "Ο δήμαρχος είπε τη Δευτέρα ότι η νέα γέφυρα θα ανοίξει σε 3,5 μήνες. «Δεν θα περιμένουμε άλλο», πρόσθεσε· οι κάτοικοι όμως δεν είναι σίγουροι ότι αυτό θα γίνει.",
    "en":
      "The mayor's office said on Monday that the new bridge wouldn't open for 3.5 months. “We can’t wait any longer,” she added; about 1,500 commuters, e.g. those from the U.S. base, use it. It isn't cheap, is it? No!",
    "es":
      "La alcaldesa dijo el lunes que el nuevo puente no se abrirá hasta dentro de 3,5 meses. «No esperaremos más», añadió, y ¿quién lo duda? Unos 1.500 vecinos lo usan cada día.",
    "fa":
      "شهردار روز دوشنبه گفت که پل جدید تا سه ماه دیگر باز نخواهد شد و مردم باید صبر کنند. او افزود: «ما بیش از این نمی‌توانیم صبر کنیم».",
    "fr":
      "Le maire a déclaré lundi que le nouveau pont n’ouvrirait pas avant 3,5 mois. « On n’attendra pas plus longtemps », a-t-il ajouté ; aujourd'hui, 1 500 habitants l’empruntent, dit-on. Est-ce vrai ?",
    "he":
      "ראש העיר אמר ביום שני כי הגשר החדש לא ייפתח לפני סוף החודש הבא. ארה\"ב וצה״ל לא הגיבו, וגם ד\"ר לוי לא. \"לא נחכה עוד\", הוא הוסיף, אבל התושבים לא בטוחים.",
    "hi": "महापौर ने सोमवार को कहा कि नया पुल अगले तीन महीने तक नहीं खुलेगा और लोगों को इंतज़ार करना होगा। उन्होंने कहा, “हम और इंतज़ार नहीं कर सकते।”",
    "it":
      "Il sindaco ha detto lunedì che il nuovo ponte non sarà aperto prima di 3,5 mesi. «Non aspetteremo oltre», ha aggiunto; l’opera, com’è noto, costa 1.500 euro al metro. È vero?",
    "ja": "市長は月曜日、新しい橋の開通は3カ月後になると述べた。「これ以上は待てない」と話したが、住民の多くはその言葉を信じていないという。",
    "ko": "시장은 월요일에 새 다리가 3.5개월 뒤에야 열릴 것이라고 말했다. “더는 기다릴 수 없다”고 덧붙였지만 많은 주민은 이 말을 믿지 않는다고 한다. 그는 또 다른 다리도 그 뒤에 열릴 것이라고 했다.",
    "nl":
      "De burgemeester zei maandag dat de nieuwe brug pas over 3,5 maanden opengaat. ‘Langer wachten we niet’, voegde ze eraan toe; zo'n 1.500 mensen gebruiken 'm elke dag. Dat is te veel.",
    "pl":
      "Burmistrz powiedział w poniedziałek, że nowy most zostanie otwarty dopiero za 3,5 miesiąca. „Dłużej nie będziemy czekać”, dodał; ok. 1500 osób dziennie jeździ tędy do pracy. Czy to prawda?",
    "pt":
      "O prefeito disse na segunda-feira que a nova ponte só será aberta daqui a 3,5 meses. “Não vamos esperar mais”, acrescentou; cerca de 1.500 pessoas usam-na todos os dias, segundo ele.",
    "ro":
      "Primarul a spus luni că noul pod nu va fi deschis mai devreme de 3,5 luni. „Nu mai așteptăm”, a adăugat el; într-o zi, circa 1.500 de oameni trec pe acolo, dar nu-i sigur.",
    "ru":
      "Мэр города заявил в понедельник, что новый мост откроют только через 3,5 месяца. «Больше ждать не будем», — добавил он; по его словам, из-за ремонта 1500 человек, т. е. весь район, ездят в объезд. В 2010 г. было так же.",
    "sv":
      "Borgmästaren sade på måndagen att den nya bron inte öppnas förrän om 3,5 månader. ”Längre väntar vi inte”, tillade hon; ca 1 500 personer, bl.a. pendlare, använder EU:s väg varje dag.",
    "th": "นายกเทศมนตรีกล่าวเมื่อวันจันทร์ว่าสะพานแห่งใหม่จะยังไม่เปิดใช้ในอีก 3 เดือนข้างหน้า และประชาชนต้องรอต่อไป เขากล่าวว่าจะไม่รออีกแล้ว",
    "tr":
      "Belediye başkanı pazartesi günü yeni köprünün 3,5 aydan önce açılmayacağını söyledi. “Daha fazla beklemeyeceğiz” diye ekledi; İstanbul’dan gelen 1.500 kişi bu yolu kullanıyor ve bu çok fazla bir sayı.",
    "uk":
      "Мер міста заявив у понеділок, що новий міст відкриють лише через 3,5 місяця. «Більше чекати не будемо», — додав він; за його словами, п’ять сіл і 1500 людей їздять в об'їзд. Чи це правда?",
    "vi":
      "Thị trưởng cho biết hôm thứ Hai rằng cây cầu mới sẽ không được mở trước 3,5 tháng nữa. “Chúng tôi không chờ thêm”, ông nói; khoảng 1.500 người đi qua đó mỗi ngày.",
    "zh": "市长周一表示，新桥要到三个月以后才会开放，附近的居民还得继续等待。“我们不能再等了，”他说，但是很多人并不相信他的话。",
  ]
}
