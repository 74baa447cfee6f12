"""The ground rules of REST that the APIs of all three apps inherit.

What the settings can name by a string (parser, paging, filters, errors) is in `config/rest/` and
`config/errors.py`. What a view or a serializer has to inherit is here, at the bottom of the house,
since no app may import another app's `api/`.
"""
