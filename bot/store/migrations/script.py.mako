"""${message.rstrip(".")}."""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision).replace("'", '"')}
down_revision = ${repr(down_revision).replace("'", '"')}

# True keeps a copy of the file first: for whatever rewrites, moves or drops what is already kept.
changes_data = ${down_revision is not None}


def upgrade() -> None:
    ${"\n".join(line for line in upgrades.splitlines() if not line.strip().startswith("# ###")).strip()}
