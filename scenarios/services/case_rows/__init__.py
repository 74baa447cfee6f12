"""How the rows of a case file lie in the tables: read both ways from one table of keys and columns.

`kinds` is that table. `flat` brings the rows of a file and those of the database into one form,
`matching` finds which of them are the same row.
"""
