#!/bin/sh
# sbatch --array=1-64 slurm.sh: each task takes its share of the inputs. Afterwards, once:
#   textclean report clean/ -o report.html
#SBATCH --cpus-per-task=8
textclean batch pages/ -o clean/ --shard "${SLURM_ARRAY_TASK_ID:-1}/${SLURM_ARRAY_TASK_COUNT:-1}" --jobs "${SLURM_CPUS_PER_TASK:-2}" -q
