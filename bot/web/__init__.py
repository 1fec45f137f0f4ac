"""What is served over HTTP: `server` puts the routes and the chat together."""
