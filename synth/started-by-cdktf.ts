/** Whether cdktf's command runs the app, which then says itself what was written and tidies up after it. */
export const startedByCdktf = (): boolean => process.env.CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS !== undefined;
