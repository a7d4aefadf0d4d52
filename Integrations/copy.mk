# Checks stories that are newer than their report: include copy.mk, then make check-copy (STORIES=…, REPORTS=…).
WIRECHECK ?= wirecheck
STORIES ?= $(wildcard stories/*.txt stories/*.md)
REPORTS ?= reports

.PHONY: check-copy
check-copy: $(STORIES:%=$(REPORTS)/%.json)

# A story that fails keeps no report, so it is checked again the next time.
$(REPORTS)/%.json: %
	@mkdir -p $(@D)
	@$(WIRECHECK) check --quiet --also json=$@ $< || { code=$$?; rm -f $@; exit $$code; }
