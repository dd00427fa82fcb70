def read_notice(file, lines):
    return None
