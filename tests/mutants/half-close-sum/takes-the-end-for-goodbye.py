"""It takes the end of the client's half for the end of the connection, and leaves without an answer."""
import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
listener = socket.create_server((host, int(port)))
while True:
    client, _ = listener.accept()
    with client:
        total = 0
        rest = b""
        try:
            while True:
                piece = client.recv(4096)
                if not piece:
                    break  # "the client has gone"
                *lines, rest = (rest + piece).split(b"\n")
                total += sum(int(line) for line in lines)
        except (OSError, ValueError):
            pass
