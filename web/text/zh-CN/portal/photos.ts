/** Words of the photo picker, in Chinese. */
export default {
  photos: {
    label: '照片',
    hint: '现场、合同、单据都可以，最多 9 张。照片会在手机上缩小，并去掉拍摄地点等信息。',
    take: '拍照或选照片',
    working: '正在处理照片…',
    failed: '有 %{count} 个文件不是照片，没有加上。',
    too_many: '最多 %{max} 张，多的没有加上。',
    added: '已加上 %{count} 张照片。',
    removed: '照片已去掉。',
    one: '第 %{n} 张照片',
    remove: '去掉',
    remove_one: '去掉第 %{n} 张照片',
    sending: '正在上传第 %{n} 张照片，共 %{of} 张…',
  },
};
