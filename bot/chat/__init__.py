"""What people of a chat ask for, and the answers: one grammar and one desk for every platform."""
