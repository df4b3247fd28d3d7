"""Strict YAML with positions, folders, catalogues: from bytes on disk to records and located faults."""
