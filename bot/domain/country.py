"""Countries are two letters (ISO 3166); which one somebody meant, so that help lines fit."""

import re

_CODE = re.compile(r"[A-Za-z]{2}")
_SPOKEN = {
    "UK": "GB", "U.K.": "GB", "ENGLAND": "GB", "SCOTLAND": "GB", "WALES": "GB", "BRITAIN": "GB",
    "GREAT BRITAIN": "GB", "UNITED KINGDOM": "GB", "NORTHERN IRELAND": "GB", "IRELAND": "IE",
    "USA": "US", "U.S.": "US", "U.S.A.": "US", "AMERICA": "US", "UNITED STATES": "US",
    "CANADA": "CA", "MEXICO": "MX", "BRAZIL": "BR", "ARGENTINA": "AR", "COLOMBIA": "CO",
    "GERMANY": "DE", "DEUTSCHLAND": "DE", "AUSTRIA": "AT", "SWITZERLAND": "CH", "FRANCE": "FR",
    "SPAIN": "ES", "PORTUGAL": "PT", "ITALY": "IT", "NETHERLANDS": "NL", "BELGIUM": "BE",
    "POLAND": "PL", "SWEDEN": "SE", "NORWAY": "NO", "DENMARK": "DK", "FINLAND": "FI",
    "GREECE": "GR", "ROMANIA": "RO", "UKRAINE": "UA", "TURKEY": "TR", "ISRAEL": "IL",
    "NIGERIA": "NG", "GHANA": "GH", "KENYA": "KE", "SOUTH AFRICA": "ZA", "EGYPT": "EG",
    "INDIA": "IN", "PAKISTAN": "PK", "BANGLADESH": "BD", "SRI LANKA": "LK", "SINGAPORE": "SG",
    "MALAYSIA": "MY", "PHILIPPINES": "PH", "INDONESIA": "ID", "CHINA": "CN", "HONG KONG": "HK",
    "TAIWAN": "TW", "JAPAN": "JP", "SOUTH KOREA": "KR", "KOREA": "KR",
    "AUSTRALIA": "AU", "NEW ZEALAND": "NZ",
}  # fmt: skip


def parse(typed: str) -> str | None:
    """Read a country as people write it, by its code or its English name; None when in doubt."""
    words = " ".join(typed.split())
    code = words.upper() if _CODE.fullmatch(words) else None
    return _SPOKEN.get(words.upper(), code)
