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
    <name>ui::History</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <comment>objects</comment>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
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
        <source>%n new replica(s) refused</source>
        <comment>by the API server</comment>
        <translation>
            <numerusform>%n new replica refused</numerusform>
            <numerusform>%n new replicas refused</numerusform>
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
        <source>All %n workloads run as asked</source>
        <translation>
            <numerusform>The workload runs as asked</numerusform>
            <numerusform>All %n workloads run as asked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n workloads run as asked, %2 of %3 replicas</source>
        <translation>
            <numerusform>%1 of %n workload run as asked, %2 of %3 replicas</numerusform>
            <numerusform>%1 of %n workloads run as asked, %2 of %3 replicas</numerusform>
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
<context>
    <name>ui::history::HistoryScreen</name>
    <message numerus="yes">
        <source>Of %n step(s) it is not known whether they were done.</source>
        <translation>
            <numerusform>Of %n step it is not known whether it was done.</numerusform>
            <numerusform>Of %n steps it is not known whether they were done.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) that were deleted are still there: something holds them.</source>
        <translation>
            <numerusform>The object that was deleted is still there: something holds it.</numerusform>
            <numerusform>%n objects that were deleted are still there: something holds them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::plan::ApplyDialog</name>
    <message numerus="yes">
        <source>%n object(s) will be deleted:</source>
        <translation>
            <numerusform>%n object will be deleted:</numerusform>
            <numerusform>%n objects will be deleted:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) will be taken from those who own them, by force:</source>
        <translation>
            <numerusform>%n field will be taken from who owns it, by force:</numerusform>
            <numerusform>%n fields will be taken from those who own them, by force:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n object(s)</source>
        <translation>
            <numerusform>Delete %n object</numerusform>
            <numerusform>Delete %n objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take over %n field(s)</source>
        <translation>
            <numerusform>Take over %n field</numerusform>
            <numerusform>Take over %n fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::plan::ChangePane</name>
    <message numerus="yes">
        <source>%n default(s)</source>
        <comment>fields</comment>
        <translation>
            <numerusform>%n default</numerusform>
            <numerusform>%n defaults</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept by the server</source>
        <comment>fields</comment>
        <translation>
            <numerusform>%n kept by the server</numerusform>
            <numerusform>%n kept by the server</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::plan::ChecksPane</name>
    <message numerus="yes">
        <source>Add %n fix(es) to the plan</source>
        <translation>
            <numerusform>Add %n fix to the plan</numerusform>
            <numerusform>Add %n fixes to the plan</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::plan::LiveDialog</name>
    <message numerus="yes">
        <source>%n field(s) differ.</source>
        <translation>
            <numerusform>%n field differs.</numerusform>
            <numerusform>%n fields differ.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::plan::PlanScreen</name>
    <message numerus="yes">
        <source>Apply %n step(s)</source>
        <translation>
            <numerusform>Apply %n step</numerusform>
            <numerusform>Apply %n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checks (%n fail)</source>
        <translation>
            <numerusform>Checks (%n fails)</numerusform>
            <numerusform>Checks (%n fail)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more.</source>
        <comment>fields that the server does not know</comment>
        <translation>
            <numerusform>%n more.</numerusform>
            <numerusform>%n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::plan::StepModel</name>
    <message numerus="yes">
        <source>%n field(s)</source>
        <comment>that a step changes</comment>
        <translation>
            <numerusform>%n field</numerusform>
            <numerusform>%n fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <comment>in conflict</comment>
        <translation>
            <numerusform>%n field</numerusform>
            <numerusform>%n fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n open</source>
        <comment>fields in conflict</comment>
        <translation>
            <numerusform>%1, %n open</numerusform>
            <numerusform>%1, %n open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::plan::Texts</name>
    <message numerus="yes">
        <source>+ %n create</source>
        <translation>
            <numerusform>+ %n create</numerusform>
            <numerusform>+ %n create</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>~ %n change</source>
        <translation>
            <numerusform>~ %n change</numerusform>
            <numerusform>~ %n change</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>− %n delete</source>
        <translation>
            <numerusform>− %n delete</numerusform>
            <numerusform>− %n delete</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>? %n not read</source>
        <comment>steps</comment>
        <translation>
            <numerusform>? %n not read</numerusform>
            <numerusform>? %n not read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) unchanged</source>
        <translation>
            <numerusform>%n object unchanged</numerusform>
            <numerusform>%n objects unchanged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo: %n step(s) can be undone; the undo deletes what they create.</source>
        <translation>
            <numerusform>Undo: %n step can be undone; its undo deletes what it creates.</numerusform>
            <numerusform>Undo: %n steps can be undone; the undo deletes what they create.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo: %n step(s) can be undone; the objects before are kept, and the undo deletes what is created.</source>
        <translation>
            <numerusform>Undo: %n step can be undone; the objects before are kept, and the undo deletes what is created.</numerusform>
            <numerusform>Undo: %n steps can be undone; the objects before are kept, and the undo deletes what is created.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo: %n step(s) can be undone; the objects before are kept.</source>
        <translation>
            <numerusform>Undo: %n step can be undone; the object before is kept.</numerusform>
            <numerusform>Undo: %n steps can be undone; the objects before are kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) have no way out yet.</source>
        <translation>
            <numerusform>%n conflict has no way out yet.</numerusform>
            <numerusform>%n conflicts have no way out yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n check(s) of the clusters pass</source>
        <translation>
            <numerusform>%1 of %n check of the clusters passes</numerusform>
            <numerusform>%1 of %n checks of the clusters pass</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n by a step of the plan</source>
        <comment>checks</comment>
        <translation>
            <numerusform>%n by a step of the plan</numerusform>
            <numerusform>%n by steps of the plan</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warn</source>
        <comment>checks</comment>
        <translation>
            <numerusform>%n warns</numerusform>
            <numerusform>%n warn</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fail</source>
        <comment>checks</comment>
        <translation>
            <numerusform>%n fails</numerusform>
            <numerusform>%n fail</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not known</source>
        <comment>checks</comment>
        <translation>
            <numerusform>%n not known</numerusform>
            <numerusform>%n not known</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more: see Checks.</source>
        <translation>
            <numerusform>%n more: see Checks.</numerusform>
            <numerusform>%n more: see Checks.</numerusform>
        </translation>
    </message>
</context>
</TS>
