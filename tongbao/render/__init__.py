"""View → bytes. Draws what the views decided; knows no figures, no records, no rules."""
