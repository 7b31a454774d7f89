"""How each noun looks: cards and forms from plain values, one file per noun."""
