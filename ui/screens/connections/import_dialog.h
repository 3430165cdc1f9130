#pragma once

#include <QDialog>
#include <QStringList>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QTreeView;
class QVBoxLayout;

namespace ui {

class ConnectionBook;
struct ImportOffer;

namespace connections {

class ImportModel;

/// Takes connections over from kubeconfigs. The files are read and stay as they are; nothing is run, and no server is reached before a
/// connection is tested or opened.
class ImportDialog final : public QDialog {
    Q_OBJECT
public:
    /// @param paths kubeconfigs, folders of them; none: as kubectl finds them
    ImportDialog(ConnectionBook& book, const QStringList& paths, QWidget* parent = nullptr);

    [[nodiscard]] ImportModel& model() { return *m_model; }

signals:
    void imported(const QStringList& names);

private:
    void read(const QStringList& paths);
    void show(const ImportOffer& offer);
    void describe();
    void take();

    ConnectionBook& m_book;
    ImportModel* m_model;
    QTreeView* m_view;
    QLabel* m_faults;
    QVBoxLayout* m_programs;
    QList<QCheckBox*> m_allow; ///< one a program, as in m_digests
    QStringList m_digests;
    QComboBox* m_class;
    QCheckBox* m_readOnly;
    QPushButton* m_import;
    QStringList m_paths;
};

} // namespace connections
} // namespace ui
