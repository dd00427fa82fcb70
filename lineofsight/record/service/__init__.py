"""What a service needs beside the record and can make again from it: worklists. Kept in a database of its own."""
