"""What a page shows, already decided: frozen dataclasses of text, numbers and links. No files, no HTML."""
