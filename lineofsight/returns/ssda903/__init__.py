"""The looked-after return (SSDA903), written."""

from lineofsight.returns.ssda903.cohort import earlier_episodes
from lineofsight.returns.ssda903.writing import within, write, write_xml

__all__ = ["earlier_episodes", "within", "write", "write_xml"]
