"""Tongbao 通报: public reporting on a place's key projects, from YAML files in Git."""

__version__ = "0.1.0"
