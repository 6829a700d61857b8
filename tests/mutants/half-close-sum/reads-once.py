"""It takes what one recv returns for all that the client has to say."""
import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
listener = socket.create_server((host, int(port)))
while True:
    client, _ = listener.accept()
    with client:
        try:
            data = client.recv(65536)
            total = sum(int(line) for line in data.splitlines())
            client.sendall(b"%d\n" % total)
        except (OSError, ValueError):
            pass
