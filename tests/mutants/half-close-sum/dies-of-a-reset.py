"""It does not expect that reading can fail: a reset ends the server."""
import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
listener = socket.create_server((host, int(port)))
while True:
    client, _ = listener.accept()
    with client:
        data = b""
        while piece := client.recv(4096):
            data += piece
        try:
            total = sum(int(line) for line in data.splitlines())
            client.sendall(b"%d\n" % total)
        except (OSError, ValueError):
            pass
