"""It does not expect a line that is not a number: the first one ends the server."""
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
            total = sum(int(line) for line in data.splitlines())
            client.sendall(b"%d\n" % total)
        except OSError:
            pass
