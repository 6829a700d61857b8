"""Answers whole lines only, as if every client ended what it sends with one."""
import os
import socket
import threading


def serve(connection):
    with connection:
        try:
            lines = connection.makefile("rb")
            for line in lines:
                connection.sendall(line.upper())
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
