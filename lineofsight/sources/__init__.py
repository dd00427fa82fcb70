"""Files to record rows. Dates, codes and blanks are parsed here and nowhere else."""
