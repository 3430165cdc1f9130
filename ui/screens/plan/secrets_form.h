#pragma once

#include <QWidget>

#include <vector>

#include "ui/session/plan_view.h"

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace ui::plan {

/// Asks where the values of Secrets are to be had that the texts do not hold: a variable of the environment, or a file. A value itself
/// is never typed here, read here or kept; it is read when the plan is made, and once more when it is applied.
class SecretsForm final : public QWidget {
    Q_OBJECT
public:
    explicit SecretsForm(QWidget* parent = nullptr);

    void show(const std::vector<SecretAsk>& asks);

signals:
    void answered(const std::vector<ui::SecretAsk>& asks);
    void cancelled();

private:
    struct Row {
        SecretAsk ask;
        QComboBox* from;
        QLineEdit* name;
    };
    void addRow(const SecretAsk& ask);
    void look();
    void answer();

    QFormLayout* m_form;
    QPushButton* m_make;
    std::vector<Row> m_rows;
};

} // namespace ui::plan
