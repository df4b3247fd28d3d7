"""Words for people: catalogues of short labels and sentences, one folder a language."""
