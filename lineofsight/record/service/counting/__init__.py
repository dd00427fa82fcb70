"""What is owed now and to whom, held in memory: counted and put in order for every page without reading rows."""
