"""The pages of inspection: judgement history, what inspectors said, and the documents themselves."""
