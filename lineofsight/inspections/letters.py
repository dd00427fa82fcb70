def read_letter(file, lines, kind):
    return None
