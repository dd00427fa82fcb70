"""Views for a commissioner, the department and elected members: dated, without children, with questions answered."""
