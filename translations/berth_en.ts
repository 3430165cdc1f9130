<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ui::FindBar</name>
    <message numerus="yes">
        <source>%n place(s)</source>
        <comment>occurrences found</comment>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::MainWindow</name>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 of %n cluster(s) live</source>
        <comment>connection, number</comment>
        <translation>
            <numerusform>%1: %2 of %n cluster live</numerusform>
            <numerusform>%1: %2 of %n clusters live</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ShareBar</name>
    <message numerus="yes">
        <source>%n on running nodes</source>
        <comment>replicas</comment>
        <translation>
            <numerusform>%n on a running node</numerusform>
            <numerusform>%n on running nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n on new nodes</source>
        <comment>replicas</comment>
        <translation>
            <numerusform>%n on a new node</numerusform>
            <numerusform>%n on new nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a node</source>
        <comment>replicas</comment>
        <translation>
            <numerusform>%n without a node</numerusform>
            <numerusform>%n without a node</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not sure of a node</source>
        <comment>replicas</comment>
        <translation>
            <numerusform>%n not sure of a node</numerusform>
            <numerusform>%n not sure of a node</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Snapshot</name>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::connections::ConnectionsScreen</name>
    <message numerus="yes">
        <source>%n connection(s) imported.</source>
        <translation>
            <numerusform>%n connection imported.</numerusform>
            <numerusform>%n connections imported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::connections::ImportDialog</name>
    <message numerus="yes">
        <source>Import %n connection(s)</source>
        <translation>
            <numerusform>Import %n connection</numerusform>
            <numerusform>Import %n connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::editor::Rows</name>
    <message numerus="yes">
        <source>%n short</source>
        <comment>replicas without a node</comment>
        <translation>
            <numerusform>%n short</numerusform>
            <numerusform>%n short</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 replicas fit</source>
        <comment>verdict</comment>
        <translation>
            <numerusform>%1 of %2 replica fits</numerusform>
            <numerusform>%1 of %2 replicas fit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of %1 replicas fits</source>
        <comment>verdict</comment>
        <translation>
            <numerusform>%1 replica does not fit</numerusform>
            <numerusform>None of %1 replicas fits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>~%n new node(s)</source>
        <comment>predicted</comment>
        <translation>
            <numerusform>~%n new node</numerusform>
            <numerusform>~%n new nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pods a replica</source>
        <translation>
            <numerusform>%n pod a replica</numerusform>
            <numerusform>%n pods a replica</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new replica(s) Pending</source>
        <comment>no node for them</comment>
        <translation>
            <numerusform>%n new replica Pending</numerusform>
            <numerusform>%n new replicas Pending</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n replica(s) move</source>
        <translation>
            <numerusform>%n replica moves</numerusform>
            <numerusform>%n replicas move</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cluster(s) ruled out</source>
        <translation>
            <numerusform>%n cluster ruled out</numerusform>
            <numerusform>%n clusters ruled out</numerusform>
        </translation>
    </message>
</context>
</TS>
