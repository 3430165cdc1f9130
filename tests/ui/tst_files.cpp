// Files and drafts: what is read, written, kept, and never kept.
#include <QAbstractButton>
#include <QFile>
#include <QTest>

#include <filesystem>
#include <memory>

#include "tests/support/support.h"
#include "tests/support/test.h"
#include "tests/ui/ui_support.h"
#include "ui/frame/main_window.h"
#include "ui/frame/state_store.h"
#include "ui/screens/editor/document.h"
#include "ui/screens/editor/editor_screen.h"
#include "ui/screens/editor/text_tab.h"
#include "ui/screens/editor/workspace.h"
#include "ui/widgets/message_bar.h"

namespace tst_files {

using namespace ui::editor;

class Files final : public QObject {
    Q_OBJECT

private slots:
    void keepsLineEnds_data();
    void keepsLineEnds();
    void refusesWhatIsNoText_data();
    void refusesWhatIsNoText();
    void savesAtomicallyAndSeesForeignChanges();
    void draftsNeverHoldSecrets_data();
    void draftsNeverHoldSecrets();
    void unreadableDraftsKeepTheRest();
    void draftsNeverHoldAnEmptyValue();
    void valuesComeBackFromTheFile();
    void workspaceComesBack();
    void stateWriterKeepsTheNewest();
    void whatIsListedIsSavedAndNothingElse();
    void whatCannotBeSavedIsNamed();
};

namespace {

/// A window on files that have been typed into; of the last one, in front, nothing is to be saved.
std::unique_ptr<ui::MainWindow> windowOn(const QStringList& paths)
{
    auto window = std::make_unique<ui::MainWindow>(ui::MainWindow::Options{QString(), ui::theme::Choice::Light, {}});
    window->resize(1280, 800);
    window->setVisible(true);
    window->editor().openFiles(paths);
    for (int i = 0; i + 1 < window->editor().tabCount(); ++i)
        window->editor().tab(i)->editor().replaceText(QStringLiteral("a: typed\n"));
    return window;
}

void pressSave(ui::MessageBar& bar)
{
    for (auto* button : bar.findChildren<QAbstractButton*>())
        if (button->text() == QLatin1String("Save")) return button->click();
    QFAIL("there is no button Save");
}

} // namespace

void Files::keepsLineEnds_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("same"); // written back unchanged
    QTest::newRow("unix") << QByteArray("a: 1\nb: 2\n") << "a: 1\nb: 2\n" << true;
    QTest::newRow("windows") << QByteArray("a: 1\r\nb: 2\r\n") << "a: 1\nb: 2\n" << true;
    QTest::newRow("no end") << QByteArray("a: 1") << "a: 1" << true;
    QTest::newRow("mark of order") << QByteArray("\xEF\xBB\xBF"
                                                 "a: 1\n")
                                   << "a: 1\n"
                                   << true;
    QTest::newRow("mixed become unix") << QByteArray("a: 1\r\nb: 2\n") << "a: 1\nb: 2\n" << false;
    QTest::newRow("empty") << QByteArray() << "" << true;
    QTest::newRow("no-break space") << QByteArray("a: \"\xC2\xA0\"\n") << QStringLiteral("a: \"\u00A0\"\n") << true;
}

void Files::keepsLineEnds()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, same);
    const core::Result<FileText> file = fromBytes(bytes, QStringLiteral("a.yaml"));
    QVERIFY(file);
    QTEST(file->text, "text");
    QCOMPARE(toBytes(*file) == bytes, same);
    QCOMPARE(file->mixedEnds, !same);
}

void Files::refusesWhatIsNoText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    QTest::newRow("NUL") << QByteArray("a: 1\n\0b", 7) << "byte 6 is NUL";
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFE"
                                          "a\0:\0",
                                          6)
                            << "Save it as UTF-8";
    QTest::newRow("UTF-16, big end first") << QByteArray("\xFE\xFF\0a\0:", 6) << "Save it as UTF-8";
    QTest::newRow("latin-1") << QByteArray("a: gr\xFC\xDF\n") << "byte 6";
    QTest::newRow("cut character") << QByteArray("a: \xE4\xBD") << "byte 4";
    QTest::newRow("too large") << QByteArray(11 << 20, 'a') << "up to 10 MB";
}

void Files::refusesWhatIsNoText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    const core::Result<FileText> file = fromBytes(bytes, QStringLiteral("a.yaml"));
    QVERIFY(!file);
    QVERIFY2(QString::fromStdString(file.error().what).contains(says), file.error().what.c_str());
}

void Files::savesAtomicallyAndSeesForeignChanges()
{
    const test::TempFolder folder;
    const QString path = QString::fromStdString(folder.file("a.yaml", "a: 1\r\n").string());
    core::Result<FileText> file = readFile(path);
    QVERIFY(file);
    file->text = QStringLiteral("a: 2\n");
    QVERIFY(writeFile(path, *file));
    QCOMPARE(QByteArray::fromStdString(test::read(folder.file("a.yaml"))), QByteArray("a: 2\r\n"));
    QVERIFY(writeFile(path, *file)); // its own writing is no foreign change

    test::write(folder.file("a.yaml"), "a: 3\r\n");
    const core::Result<void> second = writeFile(path, *file);
    QVERIFY(!second);
    QCOMPARE(second.error().fault, core::Fault::Conflict);
    QCOMPARE(QByteArray::fromStdString(test::read(folder.file("a.yaml"))), QByteArray("a: 3\r\n"));
    QVERIFY(writeFile(path, *file, true));

    QVERIFY(!writeFile(QString::fromStdString(folder.file("no/such/folder.yaml").string()), *file));
    QVERIFY(!readFile(QString::fromStdString(folder.file("none.yaml").string())));
    QVERIFY(!readFile(QString::fromStdString(folder.path().string())));
}

void Files::draftsNeverHoldSecrets_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("complete");
    const QString head = QStringLiteral("apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n");
    QTest::newRow("no secret") << QStringLiteral("kind: ConfigMap\ndata: {a: hunter2}\n") << true;
    QTest::newRow("data") << head + QStringLiteral("data:\n  a: hunter2\n  # was hunter2\n  b: hunter2\n") << false;
    QTest::newRow("string data, block") << head + QStringLiteral("stringData:\n  a: |\n    hunter2\n    more\n")
                                        << false;
    QTest::newRow("a slip of the name") << head + QStringLiteral("stringdata: {a: hunter2}\n") << false;
    QTest::newRow("another group's kind")
        << QStringLiteral("apiVersion: vault.example.com/v1\nkind: Secret\nspec: {a: kv}\n") << true;
    QTest::newRow("beside another") << QStringLiteral("kind: ConfigMap\n---\n") + head +
                                           QStringLiteral("data: {a: hunter2}\n")
                                    << false;
    QTest::newRow("in a list") << QStringLiteral(
                                      "kind: List\nitems:\n- kind: Secret\n  stringData: {a: hunter2}\n- kind: Pod\n")
                               << false;
    QTest::newRow("kubectl's copy") << head.left(head.size() - 10) +
                                           QStringLiteral("name: s, annotations: {last: '{\"data\":\"hunter2\"}'}}\n")
                                    << false;
    QTest::newRow("escaped kind") << QStringLiteral("kind: \"\\x53ecret\"\ndata: {a: hunter2}\n") << false;
    QTest::newRow("in small letters") << QStringLiteral("kind: secret\nmetadata: {name: s}\ndata: {a: hunter2}\n")
                                      << false;
    QTest::newRow("its kind's name is capital")
        << QStringLiteral("Kind: Secret\nmetadata: {name: s}\ndata: {a: hunter2}\n") << false;
    QTest::newRow("a list of Secrets") << QStringLiteral(
                                              "kind: SecretList\nitems:\n- metadata: {name: s}\n  data: {a: hunter2}\n")
                                       << false;
    QTest::newRow("in a Work") << QStringLiteral("kind: Work\nspec:\n  workload:\n    manifests:\n    - kind: Secret\n"
                                                 "      metadata: {name: s}\n      data: {a: hunter2}\n")
                               << false;
    QTest::newRow("kubectl's copy of a Work")
        << QStringLiteral(
               "kind: Work\nmetadata:\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: "
               "'{\"kind\":\"Secret\",\"data\":{\"a\":\"hunter2\"}}'\n")
        << false;
    QTest::newRow("noted in a comment") << QStringLiteral("# was hunter2\n") + head +
                                               QStringLiteral("# or hunter2\ntype: Opaque # hunter2\ndata: {a: b}\n")
                                        << false;
    QTest::newRow("a comment beside no Secret")
        << QStringLiteral("kind: ConfigMap # Secret\ndata: {a: 'b # c'}\n") << true;
    QTest::newRow("what only names one") << QStringLiteral(
                                                "kind: Gateway\nspec: {ref: {kind: Secret, name: tls}} # a note\n")
                                         << true;
    QTest::newRow("values elsewhere in it")
        << QStringLiteral("x: &v {a: hunter2}\n") + head + QStringLiteral("data: *v\n") << false;
    QTest::newRow("unreadable, beside one")
        << QStringLiteral("spec:\n  a:0\n  b: 1\n---\n") + head + QStringLiteral("data: {a: hunter2}\n") << false;
    QTest::newRow("unreadable, names one only")
        << QStringLiteral("kind: Pod\nspec:\n  imagePullSecrets: [{name: a}]\n  selector:0\n  b: 1\n") << true;
    QTest::newRow("unreadable, unindented key")
        << head + QStringLiteral("stringData:\n  a: |\n    x\n-----BEGIN KEY-----\nhunter2\n: hunter2\n") << false;
    QTest::newRow("unreadable, no blank")
        << head + QStringLiteral("stringData:\n  password:hunter2\n  b: 1\n") << false;
    QTest::newRow("unreadable, in JSON") << QStringLiteral("{\"kind\": \"Secret\", \"data\": {\"a\": \"hunter2\"}\n")
                                         << false;
    QTest::newRow("unreadable") << head + QStringLiteral("data:\n  a: hunter2\n b: [\n") << false;
}

void Files::draftsNeverHoldSecrets()
{
    QFETCH(QString, text);
    QFETCH(bool, complete);
    const Draftable kept = withoutSecrets(text);
    QCOMPARE(kept.complete, complete);
    if (complete) {
        QCOMPARE(kept.text, text);
    } else {
        QVERIFY2(!kept.text.contains(QLatin1String("hunter2")), qPrintable(kept.text));
    }
}

void Files::unreadableDraftsKeepTheRest()
{
    const QString broken = QStringLiteral("kind: Deployment\nspec:\n  selector:0\n  replicas: 3\n---\n");
    const QString secret = QStringLiteral("apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\nstringData:\n");
    const Draftable kept = withoutSecrets(broken + secret + QStringLiteral("  a: hunter2\n"));
    QVERIFY(!kept.complete);
    QCOMPARE(kept.text, broken + secret + QStringLiteral("  a: <fill in>\n"));
    const Draftable line = withoutSecrets(secret + QStringLiteral("  a: hunter2\n b: [\n"));
    QVERIFY(line.text.startsWith(secret + QStringLiteral("  a: <fill in>\n")));
}

void Files::draftsNeverHoldAnEmptyValue()
{
    const QString head = QStringLiteral("apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n");
    const Draftable kept = withoutSecrets(head + QStringLiteral("  a: hunter2\n"));
    QVERIFY2(kept.text.contains(QLatin1String("<fill in>")), qPrintable(kept.text));
    QVERIFY2(!kept.text.contains(QLatin1String("\"\"")), qPrintable(kept.text));
    QVERIFY(wantsValues(kept.text));
    QVERIFY(withoutSecrets(kept.text).complete); // nothing more to leave out
}

void Files::valuesComeBackFromTheFile()
{
    const QString web = QStringLiteral("kind: Deployment\nspec:\n  replicas: 2\n---\n");
    const QString more = QStringLiteral("kind: Deployment\nspec:\n  replicas: 5\n---\n");
    const QString head = QStringLiteral("apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\nstringData:\n");
    const QString secret = head + QStringLiteral("  a: one # noted\n");

    const Draftable same = withValuesOf(withoutSecrets(more + secret).text, web + secret);
    QVERIFY(same.complete);
    QCOMPARE(same.text, more + secret); // byte for byte, comments too

    const QString typed = head + QStringLiteral("  a: two\n  b: three\n");
    const Draftable grown = withValuesOf(withoutSecrets(more + typed).text, web + secret);
    QVERIFY(!grown.complete);
    QVERIFY2(grown.text.contains(QLatin1String("a: one")), qPrintable(grown.text));
    QVERIFY2(grown.text.contains(QLatin1String("b: <fill in>")) || grown.text.contains(QLatin1String("b: \"<fill in>")),
             qPrintable(grown.text));

    QString another = secret;
    another.replace(QStringLiteral("name: s"), QStringLiteral("name: t"));
    const Draftable other = withValuesOf(withoutSecrets(secret).text, another);
    QVERIFY(!other.complete); // another Secret's value is nobody's
    QVERIFY2(!other.text.contains(QLatin1String("one")), qPrintable(other.text));
}

void Files::workspaceComesBack()
{
    Workspace workspace;
    Draft saved;
    saved.path = QStringLiteral("/a/deploy.yaml");
    saved.name = QStringLiteral("deploy.yaml");
    Draft typed;
    typed.name = QStringLiteral("untitled-1.yaml");
    typed.text = QStringLiteral("a: \"\u00A0\u4F60\"\n");
    typed.modified = true;
    typed.line = 3;
    typed.column = 7;
    typed.digest = QByteArray("\x00\x01", 2);
    typed.crlf = true;
    workspace.tabs = {saved, typed};
    workspace.current = 1;
    workspace.fleetPath = QStringLiteral("/a/fleet");
    Workspace back;
    QVERIFY(fromBytes(toBytes(workspace), back));
    QVERIFY(back == workspace);
    QVERIFY(!fromBytes("not ours", back));
    QVERIFY(!fromBytes("{\"version\": 99}", back));
}

void Files::stateWriterKeepsTheNewest()
{
    const test::TempFolder folder;
    const QString path = QString::fromStdString(folder.file("state/drafts.json").string());
    ui::StateWriter writer(path);
    for (int i = 0; i < 100; ++i) writer.write([i] { return QByteArray::number(i); });
    writer.flush();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("99"));
    QCOMPARE(file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteOther),
             QFileDevice::Permissions());
}

void Files::whatIsListedIsSavedAndNothingElse()
{
    const test::TempFolder folder;
    QStringList paths;
    for (const char* name : {"a.yaml", "b.yaml", "c.yaml"})
        paths << QString::fromStdString(folder.file(name, "a: 1\n").string());
    const auto window = windowOn(paths);
    ui::MessageBar& bar = window->editor().message();
    QVERIFY(!window->editor().command());
    QVERIFY2(bar.sentence().endsWith(QStringLiteral("Save first: a.yaml, b.yaml")), qPrintable(bar.sentence()));
    pressSave(bar);
    QCOMPARE(bar.sentence(), QStringLiteral("Saved: a.yaml, b.yaml"));
    QCOMPARE(test::read(folder.file("a.yaml")), std::string("a: typed\n"));
    QCOMPARE(test::read(folder.file("b.yaml")), std::string("a: typed\n"));
    QCOMPARE(test::read(folder.file("c.yaml")), std::string("a: 1\n"));
    QVERIFY(window->editor().unsavedNames().isEmpty());
}

void Files::whatCannotBeSavedIsNamed()
{
    const test::TempFolder folder;
    const QStringList paths{QString::fromStdString(folder.file("gone/a.yaml", "a: 1\n").string()),
                            QString::fromStdString(folder.file("b.yaml", "a: 1\n").string()),
                            QString::fromStdString(folder.file("c.yaml", "a: 1\n").string())};
    const auto window = windowOn(paths);
    ui::MessageBar& bar = window->editor().message();
    QVERIFY(!window->editor().command());
    std::filesystem::remove_all(folder.path() / "gone");
    pressSave(bar);
    QVERIFY2(bar.sentence().startsWith(QStringLiteral("a.yaml cannot be saved")), qPrintable(bar.sentence()));
    QVERIFY(bar.sentence().endsWith(QStringLiteral("Still to be saved: a.yaml, b.yaml")));
    QCOMPARE(window->editor().currentTab()->path(), paths.front()); // where the reason stands
    QVERIFY(!window->editor().currentTab()->message().sentence().isEmpty());
    QCOMPARE(test::read(folder.file("b.yaml")), std::string("a: 1\n"));
    QCOMPARE(window->editor().tab(0)->editor().text(), QStringLiteral("a: typed\n"));
    QCOMPARE(window->editor().unsavedNames().size(), 2);
    std::filesystem::create_directory(folder.path() / "gone"); // and it goes on from there
    pressSave(bar);
    QCOMPARE(bar.sentence(), QStringLiteral("Saved: a.yaml, b.yaml"));
    QVERIFY(window->editor().unsavedNames().isEmpty());
}

BERTH_TEST(Files)

} // namespace tst_files

#include "tst_files.moc"
