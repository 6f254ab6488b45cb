"""Nâng cấp lược đồ: Alembic's entry; the connection is handed in by ``storage.database``."""

from alembic import context

import storage.account_tables  # its tables join the same metadata
import storage.delivery_tables  # likewise
import storage.desk_tables  # likewise
import storage.field_tables  # likewise
import storage.followup_tables  # likewise
import storage.lineage_tables  # likewise
import storage.publication_tables  # likewise
import storage.register_tables  # likewise
import storage.return_tables  # likewise
import storage.sample_tables  # likewise
import storage.template_tables  # noqa: F401  # likewise
from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
