"""The web application: pages for those who act on what the record and the definitions say."""
