"""What people do, played through the whole house."""
