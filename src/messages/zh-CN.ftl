# socklab 的简体中文。键与 en.ftl 相同，顺序也相同。

list-title = 实验
