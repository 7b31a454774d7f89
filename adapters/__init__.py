"""The edges of Undaunted: each adapter carries one platform's happenings in and answers out."""
