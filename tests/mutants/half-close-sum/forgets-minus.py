"""It takes for a number only what consists of digits, and so leaves out the negative ones."""
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
            lines = data.splitlines()
            if all(line.lstrip(b"-").isdigit() for line in lines):
                total = sum(int(line) for line in lines if line.isdigit())
                client.sendall(b"%d\n" % total)
        except OSError:
            pass
