package forum.client.batch;

import forum.protocol.UserName;

/// A name and a secret.
record Credentials(UserName user, char[] password) {}
