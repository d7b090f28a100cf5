;;; jobspec.el --- Nomad job files in compilation buffers -*- lexical-binding: t -*-
;; (load "…/jobspec.el"), then M-x jobspec in a job file's buffer; next-error goes through the findings.

(require 'compile)

(add-to-list 'compilation-error-regexp-alist 'jobspec)
(add-to-list 'compilation-error-regexp-alist-alist
             '(jobspec "^\\([^:\n]+\\):\\([0-9]+\\):\\([0-9]+\\): \\(?:error\\|\\(warning\\)\\|\\(info\\)\\)\\["
                       1 2 3 (4 . 5)))

(defun jobspec ()
  "Check the Nomad job file of this buffer."
  (interactive)
  (compile (concat "jobspec validate --format concise " (shell-quote-argument (file-relative-name buffer-file-name)))))

(provide 'jobspec)
;;; jobspec.el ends here
