from lineofsight.inspections.shapes import Inspection


def read_article(file, lines):
    return None
