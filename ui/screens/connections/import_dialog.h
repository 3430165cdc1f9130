#pragma once

#include <QDialog>
#include <QHash>
#include <QStringList>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QRadioButton;
class QTreeView;
class QVBoxLayout;

namespace ui {

class ConnectionBook;
class FairColumns;
struct ImportOffer;
struct ImportRow;

namespace connections {

class ImportModel;

/// Takes connections over from kubeconfigs. The files are read and stay as they are; nothing is run, and no server is reached before a
/// connection is tested or opened. A text that is pasted is kept nowhere until it is imported, and then where the person says.
class ImportDialog final : public QDialog {
    Q_OBJECT
public:
    /// @param paths kubeconfigs, folders of them; none: as kubectl finds them
    ImportDialog(ConnectionBook& book, const QStringList& paths, QWidget* parent = nullptr);

    [[nodiscard]] ImportModel& model() { return *m_model; }

signals:
    void imported(const QStringList& names);

private:
    QWidget* buildPasted();
    void read(const QStringList& paths);
    void paste();
    void readText();
    void show(const ImportOffer& offer);
    void describe();
    void describeRow(); ///< all that is said of the row that is selected
    void test();
    void take();
    [[nodiscard]] bool isAllowed(const ImportRow& row) const;
    [[nodiscard]] bool mayReadFiles(const ImportRow& row) const;

    ConnectionBook& m_book;
    ImportModel* m_model;
    QTreeView* m_view;
    FairColumns* m_columns;
    QLabel* m_details;
    QLabel* m_faults;
    QVBoxLayout* m_programs;
    QList<QCheckBox*> m_allow; ///< one a program, as in m_digests
    QStringList m_digests;
    QHash<QString, QCheckBox*> m_files; ///< of texts whose files are to be allowed, by context
    QComboBox* m_class;
    QCheckBox* m_readOnly;
    QRadioButton* m_refer = nullptr;
    QRadioButton* m_copy = nullptr; ///< of the kubeconfig, beside the settings
    QPushButton* m_test = nullptr;
    QPushButton* m_import;
    QWidget* m_pasted = nullptr; ///< shown while a text is looked at, and no file
    QPlainTextEdit* m_text = nullptr;
    QLineEdit* m_file = nullptr; ///< where the text is to be kept
    quint64 m_reading = 0;       ///< the newest wins
    bool m_isTaking = false;     ///< what was wished for is being taken over
};

} // namespace connections
} // namespace ui
