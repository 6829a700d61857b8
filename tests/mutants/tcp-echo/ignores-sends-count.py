"""Uses send and ignores how much it took."""
import os
import socket
import threading


def serve(connection):
    with connection:
        try:
            connection.setblocking(True)
            connection.settimeout(5)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
            while data := connection.recv(1 << 20):
                connection.setblocking(False)
                connection.send(data.upper())
                connection.setblocking(True)
        except OSError:
            pass


host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
with socket.socket() as server:
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind((host, int(port)))
    server.listen()
    while True:
        connection, _ = server.accept()
        threading.Thread(target=serve, args=(connection,), daemon=True).start()
