"""It takes each piece for whole lines: a number that is cut in two counts as two."""
import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
listener = socket.create_server((host, int(port)))
while True:
    client, _ = listener.accept()
    with client:
        try:
            total = 0
            while piece := client.recv(4096):
                total += sum(int(line) for line in piece.splitlines())
            client.sendall(b"%d\n" % total)
        except (OSError, ValueError):
            pass
