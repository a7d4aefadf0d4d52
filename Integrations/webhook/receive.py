#!/usr/bin/env python3
"""Takes stories that a CMS posts (ninjs, NewsML, HTML …) and drops them into the folder that wirecheck watches.

receive.py FOLDER [PORT]: each POST is a story. With WIRECHECK_SECRET, a body must carry its signature in
x-superdesk-signature (sha1=HMAC), as Superdesk's HTTP Push sends it. Listens on this machine alone; what faces a network is a
proxy's work. 200: the story is on disk. 503: it is not; send it again.
"""
import hashlib
import hmac
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LIMIT = 16 << 20
ENDINGS = {"application/json": ".json", "text/html": ".html", "application/xml": ".xml", "text/xml": ".xml"}


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        size = int(self.headers.get("content-length") or 0)
        if not 0 < size <= LIMIT:
            return self.answer(413 if size > LIMIT else 400)
        body = self.rfile.read(size)
        if len(body) != size:
            return self.answer(400)
        secret = os.environ.get("WIRECHECK_SECRET")
        wanted = "sha1=" + hmac.new((secret or "").encode(), body, hashlib.sha1).hexdigest()
        if secret and not hmac.compare_digest(wanted, self.headers.get("x-superdesk-signature") or ""):
            return self.answer(403)
        try:
            self.drop(body)
        except OSError as error:
            self.log_error("%s", error)
            return self.answer(503)
        self.answer(200)

    def drop(self, body):
        # The name is that of the content: a story that is sent twice is one.
        kind = (self.headers.get("content-type") or "").split(";")[0].strip()
        name = hashlib.sha256(body).hexdigest()[:24] + ENDINGS.get(kind, ".txt")
        folder = self.server.folder
        # Hidden until it is whole and on disk.
        hidden = os.path.join(folder, f".{name}.{id(self)}")
        with open(hidden, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        os.rename(hidden, os.path.join(folder, name))

    def answer(self, code):
        self.send_response(code)
        self.send_header("content-length", "0")
        self.end_headers()


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2]) if len(sys.argv) > 2 else 8407), Receiver)
    server.folder = sys.argv[1]
    server.serve_forever()
