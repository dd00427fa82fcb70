"""The workforce: posts and people, who comes and goes, first years, training, and what staff say of working here."""
