"""The only writer of people's files."""
