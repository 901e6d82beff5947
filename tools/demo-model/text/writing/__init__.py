"""Stories, lists, code and spelling: answers that are composed."""
