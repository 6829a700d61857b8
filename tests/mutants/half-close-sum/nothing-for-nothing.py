"""It gives a client that sent nothing no answer, instead of 0."""
import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
listener = socket.create_server((host, int(port)))
while True:
    client, _ = listener.accept()
    with client:
        try:
            data = b""
            while piece := client.recv(4096):
                data += piece
            if not data:
                continue
            total = sum(int(line) for line in data.splitlines())
            client.sendall(b"%d\n" % total)
        except (OSError, ValueError):
            pass
