"""The looked-after return (SSDA903), written."""

from lineofsight.returns.ssda903.writing import within, write, write_xml

__all__ = ["within", "write", "write_xml"]
