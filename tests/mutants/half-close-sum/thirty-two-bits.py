"""It adds in 32 bits, as a C program with int does: large numbers wrap around."""
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
            total = (total + 2**31) % 2**32 - 2**31
            client.sendall(b"%d\n" % total)
        except (OSError, ValueError):
            pass
