"""The API: what pages show, for programs. Read only, by the same policy and the same caseload as the pages."""
