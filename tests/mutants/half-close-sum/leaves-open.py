"""It answers, but keeps the connection open: the client waits for the end."""
import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
listener = socket.create_server((host, int(port)))
clients = []
while True:
    client, _ = listener.accept()
    clients.append(client)
    try:
        data = b""
        while piece := client.recv(4096):
            data += piece
        total = sum(int(line) for line in data.splitlines())
        client.sendall(b"%d\n" % total)
    except (OSError, ValueError):
        client.close()
